// npm run bench -- <name>…, or all of them.
import { run } from "./bootstrap.mjs";

run("scripts/bench/main.ts");
