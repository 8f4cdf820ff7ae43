/**
 * How long this thread can have worked since this was made: no longer than the clock says, and no longer than the process
 * used its processors. On a machine that is busy with other things a file is so read as on one that is not.
 */
export class WorkTime {
  private readonly started = performance.now();
  private readonly used = process.cpuUsage();

  /** True when it is more than this; also at the latest when ten times as much has passed. */
  exceeds(milliseconds: number): boolean {
    const wall = performance.now() - this.started;
    if (wall <= milliseconds) return false;
    return wall > 10 * milliseconds || this.cpuMilliseconds() > milliseconds;
  }

  milliseconds(): number {
    return Math.min(performance.now() - this.started, this.cpuMilliseconds());
  }

  private cpuMilliseconds(): number {
    const { user, system } = process.cpuUsage(this.used);
    return (user + system) / 1000;
  }
}
