// Loaded into a child of the starter. File descriptor 3 is a pipe the starter holds open: when it closes without a
// signal having come, the starter was killed, and the child must not outlive it.
import { Socket } from "node:net";

// What the child forks inherits the option that loads this file, but not the pipe.
if (process.env.FAIRLEAD_STARTER === String(process.ppid)) {
  const lifeline = new Socket({ fd: 3, readable: true, writable: false });
  lifeline.on("error", () => undefined);
  lifeline.on("close", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  lifeline.resume();
  lifeline.unref();
}
