import { runCli } from "./run.js";

/** Node ends a process that waits for nothing it knows of, with code 0: a lost result would look like success. */
const onNothingLeft = (): void => {
  process.stderr.write(
    "fovea: the command ended before its result. Run it again; if it happens again, run it with --verbose and please report it.\n",
  );
  process.exitCode = 1;
};

process.once("beforeExit", onNothingLeft);
void runCli(process.argv.slice(2)).then((code) => {
  process.off("beforeExit", onNothingLeft);
  process.exitCode = code;
});
