// Loaded into a child of the starter. File descriptor 3 is a pipe the starter holds open: when it closes without a
// signal having come, the starter was killed, and the child must not outlive it.
import { Socket } from "node:net";

const lifeline = new Socket({ fd: 3, readable: true, writable: false });
lifeline.on("error", () => undefined);
lifeline.on("close", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 10_000).unref();
});
lifeline.resume();
lifeline.unref();
