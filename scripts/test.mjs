// npm test
import { run } from "./bootstrap.mjs";

run("scripts/testing/main.ts");
