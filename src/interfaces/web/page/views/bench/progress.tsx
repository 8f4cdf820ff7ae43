import { useEffect, useState } from "preact/hooks";
import { formatSeconds } from "../../../../../shared/units.js";
import { Notice } from "../../parts/notice.js";
import { run } from "./state.js";
import { secondsLeft } from "./time-left.js";

/** What is measured now, how far the run is, and how long it takes still. */
export function RunProgress() {
  const { isRunning, isStopping, progress, progressSeconds, report, began, error } = run.value;
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (error !== undefined) return <Notice error={error} />;
  if (!isRunning)
    return report ? (
      <p class="bench-status" role="status">
        {report.interrupted ? "Stopped. What was measured stays." : "Done."}
      </p>
    ) : null;
  const passed = Math.max(0, (now - began) / 1000 - progressSeconds);
  const left = progress ? Math.max(0, secondsLeft(progress, progressSeconds) - passed) : undefined;
  return (
    <div class="bench-progress">
      <progress
        aria-label="Work done"
        max={1}
        value={progress && progress.total > 0 ? progress.done / progress.total : 0}
      />
      <p>
        <span class="now" role="status">
          {isStopping ? "Stopping…" : progress ? `Measuring ${progress.now}` : "Measuring the ceiling…"}
        </span>
        {left === undefined || isStopping ? null : (
          <span class="left">
            {left < 1 ? "almost done" : `about ${formatSeconds(Math.ceil(left)).replace(".00", "")} left`}
          </span>
        )}
      </p>
    </div>
  );
}
