/**
 * Upper bound of this thread's processor time since construction: the smaller of wall time and processor time
 * of the process. So a file is read the same way on a busy machine as on an idle one. `process.cpuUsage`
 * takes 0.1 ms, so it is first called after a quarter of the limit has passed; until then wall time counts.
 */
export class WorkTime {
  private readonly started = performance.now();
  private baseline: { readonly wall: number; readonly used: NodeJS.CpuUsage } | undefined;

  /** Whether the work time exceeds this limit; true in any case after ten times as much wall time. */
  exceeds(milliseconds: number): boolean {
    const wall = this.wall();
    if (wall <= milliseconds / 4) return false;
    const worked = this.workedOf(wall);
    return wall > 10 * milliseconds || worked > milliseconds;
  }

  /** Work time so far, in milliseconds. */
  milliseconds(): number {
    return this.workedOf(this.wall());
  }

  private wall(): number {
    return performance.now() - this.started;
  }

  private workedOf(wall: number): number {
    this.baseline ??= { wall, used: process.cpuUsage() };
    const { user, system } = process.cpuUsage(this.baseline.used);
    return Math.min(wall, this.baseline.wall + (user + system) / 1000);
  }
}
