import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { __wbg_set_wasm, SchemaEngine, type SchemaFilter } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";

const bindings = "@prisma/schema-engine-wasm/schema_engine_bg";

/** Tables of other libraries live in schemas of their own, so nothing is to be left out. */
export const noFilter: SchemaFilter = { externalTables: [], externalEnums: [] };

let loading: Promise<void> | undefined;

/**
 * Prisma's schema engine as WebAssembly: the binary the CLI would use is downloaded when the CLI starts, this one came
 * with `npm ci`.
 *
 * @param pool connections the engine may use; comparing two datamodels opens none.
 */
export async function schemaEngine(pool: Pool): Promise<SchemaEngine> {
  loading ??= load();
  await loading;
  const adapters = bindMigrationAwareSqlAdapterFactory(
    new WholeScripts(pool, { disposeExternalPool: false }),
  );
  return SchemaEngine.new({ datamodels: undefined }, () => undefined, adapters);
}

// The adapter cuts a script at every semicolon, also inside comments, texts and function bodies. Sent whole, Postgres
// cuts it itself and runs it as one transaction, as the CLI's engine does.
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  }
}

// The package's own entry imports the .wasm as an ES module, which Node does not do.
async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve(bindings);
  const wasm = await readFile(join(dirname(entry), "schema_engine_bg.wasm"));
  const functions: WebAssembly.ModuleImports = { ...(await import(bindings)) };
  for (const name of Object.keys(functions)) {
    // The engine never clears the timer that guards its lock; the process would wait ten seconds for it at the end.
    if (name.startsWith("__wbg_setTimeout")) {
      functions[name] = (run: () => void, ms: number) => setTimeout(run, ms).unref();
    }
  }
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": functions });
  __wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}
