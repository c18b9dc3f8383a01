// How long the first byte of a console page takes for twenty people at a time, beside a route that does nothing. They read on
// after a second, as somebody in a great hurry does; "without a pause" shows the most the machine gives, and no budget says it.
import { setTimeout as sleep } from "node:timers/promises";
import { budget, line, ms, percentile } from "./support/figures";
import { benchServer } from "./support/server";

const people = 20;
const seconds = Number(process.env.BENCH_SECONDS ?? 90);
/** Between two pages of one person, on average. Milliseconds. */
const pause = 1_000;
const allowed = 150;
const reference = "/api/health/live";

const { address, stop } = await benchServer();
try {
  const { signedIn, read } = await import("./support/readers");
  const { resources } = await import("@/lib/registry");
  const readers = await signedIn("admin@harbour.example", people);
  const alone = readers[0]!;

  const first = async (path: string, reader = alone): Promise<number> => {
    const answer = await read(address + path, reader);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return answer.first;
  };
  const named = (path: string) => path.replace(/[0-9a-f-]{36}/, ":id");
  const show = (path: string, taken: number[]) =>
    line(named(path), ms(percentile(taken, 0.5)), ms(percentile(taken, 0.95)));
  const table = (title: string) => {
    console.log(`\n${title}\n`);
    line("", "median", "p95");
  };

  const pages = new Set(["/ops", "/ops/customers/organizations/tree", "/ops/governance/roles/matrix"]);
  for (const { name, page } of resources.values()) {
    if (!page) continue;
    pages.add(`/ops/${page.replace("/:id", "")}`);
    const { body } = await read(`${address}/api/v1/${name}?limit=1`, alone);
    const id: unknown = JSON.parse(body).data?.[0]?.id;
    if (typeof id === "string") pages.add(`/ops/${page.replace(":id", id)}`);
  }
  const paths = [reference];
  for (const page of pages) {
    const { status } = await read(address + page, alone);
    if (status === 200) paths.push(page);
    else console.log(`left out, it answers ${status}: ${named(page)}`);
  }
  // What is loaded at a page's first readings is loaded once in the life of a server.
  for (const path of paths) for (let round = 0; round < 3; round++) await first(path);

  table("one person");
  for (const path of paths) {
    const taken: number[] = [];
    for (let round = 0; round < 10; round++) taken.push(await first(path));
    show(path, taken);
  }

  table(`${people} people, each reading on after ${pause / 1000} s`);
  const walked = new Map<string, number[]>(paths.map((path) => [path, []]));
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    readers.map(async (reader, index) => {
      // Each begins at another page, so that the mixture is the same at any moment.
      for (let step = index * 3; performance.now() < end; step++) {
        await sleep(Math.random() * 2 * pause);
        const path = paths[step % paths.length]!;
        walked.get(path)!.push(await first(path, reader));
      }
    }),
  );
  for (const [path, taken] of walked) show(path, taken);
  const readings = [...walked].filter(([path]) => path !== reference).map(([, taken]) => taken);
  show("all pages", readings.flat());

  table(`${people} people without a pause`);
  for (const path of [reference, "/ops/customers/organizations", "/ops/governance/audit-entries"]) {
    const taken = await Promise.all(
      readers.map(async (reader) => {
        const own: number[] = [];
        for (let round = 0; round < 5; round++) own.push(await first(path, reader));
        return own;
      }),
    );
    show(path, taken.flat());
  }

  console.log();
  const worst = Math.max(...readings.map((taken) => percentile(taken, 0.95)));
  budget(
    `first byte of any page, ${people} people: p95 ${ms(worst)}, at most ${allowed} ms`,
    worst <= allowed,
  );
} finally {
  await stop();
}
