// A CSV export of a million rows beside a bare COPY of the same rows, and the memory it takes (design section 12).
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { benchDatabase } from "./support/database";
import { budget, line } from "./support/figures";

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);

const close = await benchDatabase();
const { pool } = await import("@/lib/core/db");
const { copyCsv } = await import("@/lib/core/csv/copy");
const { newId } = await import("@/lib/core/id");
const { copyStatement } = await import("@/lib/core/resource/export");
const { systemCaller } = await import("@/lib/core/system");
const { organizations } = await import("@/lib/customers/organizations/resource");
const { fillOrganizations } = await import("./support/organizations");
const { to } = await import("pg-copy-streams");

type Run = { seconds: number; bytes: number; peak: number };

/** Reads a stream to its end, as a download would, and watches the memory. */
async function drained(stream: NodeJS.ReadableStream): Promise<Run> {
  const begun = performance.now();
  let [bytes, peak] = [0, 0];
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done();
    },
  });
  await pipeline(stream, sink);
  clearInterval(watching);
  return { seconds: (performance.now() - begun) / 1000, bytes, peak };
}

try {
  await fillOrganizations(rows);
  const caller = await systemCaller("bench");
  const columns = [
    "number",
    "name",
    "kind",
    "state",
    "parent",
    "email",
    "country",
    "currency",
    "externalRef",
    "note",
    "createdAt",
  ];
  const selected =
    "o.number, o.name, o.kind, o.state, p.name, o.email, o.country, o.currency, o.external_ref, o.note, o.created_at";
  const bare = async (): Promise<Run> => {
    const client = await pool.connect();
    try {
      return await drained(
        client.query(
          to(
            `copy (select ${selected} from organization o left join organization p on p.id = o.parent_id) to stdout (format csv)`,
          ),
        ),
      );
    } finally {
      client.release();
    }
  };
  const exported = async (): Promise<Run> => {
    const statement = copyStatement(organizations, { filters: {}, columns }, caller, { exportId: newId() });
    return drained((await copyCsv(statement, "")).content);
  };

  await bare();
  const before = process.memoryUsage().rss;
  const runs: { bare: Run; exported: Run }[] = [];
  for (let round = 0; round < 3; round++) runs.push({ bare: await bare(), exported: await exported() });
  const best = (pick: (run: { bare: Run; exported: Run }) => Run): Run =>
    runs.map(pick).reduce((left, right) => (right.seconds < left.seconds ? right : left));
  const [reference, measured] = [best((run) => run.bare), best((run) => run.exported)];
  const show = (what: string, run: Run) =>
    line(
      what,
      `${run.seconds.toFixed(2)} s`,
      `${(run.bytes / 1e6).toFixed(0)} MB`,
      `${Math.round(rows / run.seconds).toLocaleString("en")}/s`,
      `${(run.peak / 1e6).toFixed(0)} MB RSS`,
    );
  console.log(`${rows.toLocaleString("en")} organizations, best of three\n`);
  show("reference: bare COPY, any order", reference);
  show("export: sorted, ISO times, defused, CRLF", measured);
  const ratio = measured.seconds / reference.seconds;
  const growth = (Math.max(...runs.map((run) => run.exported.peak)) - before) / 1e6;
  console.log();
  budget(`at most 3 times a bare COPY: ${ratio.toFixed(2)}`, ratio <= 3);
  budget(`memory flat: ${growth.toFixed(0)} MB above where it began`, growth <= 100);
} finally {
  await close();
}
