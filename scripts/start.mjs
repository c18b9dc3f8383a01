// npm start, and npm run dev with --dev.
import { run } from "./bootstrap.mjs";

run("scripts/start/main.ts");
