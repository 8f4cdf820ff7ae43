/**
 * How long this thread can have worked since this was made: no longer than the clock says, and no longer than the process
 * used its processors. On a machine that is busy with other things a file is so read as on one that is not. To ask what the
 * process used takes 0.1 ms, so it is asked only once time has passed: until then the clock's word stands.
 */
export class WorkTime {
  private readonly started = performance.now();
  private asked: { readonly wall: number; readonly used: NodeJS.CpuUsage } | undefined;

  /** True when it is more than this; also at the latest when ten times as much has passed. */
  exceeds(milliseconds: number): boolean {
    const wall = this.wall();
    if (wall <= milliseconds / 4) return false;
    const worked = this.workedOf(wall);
    return wall > 10 * milliseconds || worked > milliseconds;
  }

  milliseconds(): number {
    return this.workedOf(this.wall());
  }

  private wall(): number {
    return performance.now() - this.started;
  }

  private workedOf(wall: number): number {
    this.asked ??= { wall, used: process.cpuUsage() };
    const { user, system } = process.cpuUsage(this.asked.used);
    return Math.min(wall, this.asked.wall + (user + system) / 1000);
  }
}
