// npm run admin -- <verb>
import { run } from "./bootstrap.mjs";

run("scripts/admin/main.ts");
