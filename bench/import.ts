// How many rows of a CSV file a second become organizations, each through its command, beside bare inserts that commit one by one.
import { benchDatabase } from "./support/database";
import { line } from "./support/figures";

const rows = Number(process.env.BENCH_ROWS ?? 20_000);

const close = await benchDatabase({ durable: true });
const { pool, prisma } = await import("@/lib/core/db");
const { perform } = await import("@/lib/core/command");
const { newId } = await import("@/lib/core/id");
const { allPermissions } = await import("@/lib/registry");
const { foundingCaller } = await import("@/lib/core/system");
const { foundPlatform } = await import("@/lib/governance/roles/found-platform");
const { absentCaller } = await import("@/lib/governance/auth/absent-caller");
const { importOrganizations } = await import("@/lib/customers/organizations/import");
const { acceptUpload } = await import("@/lib/governance/files/upload");
const { beginImport, continueImport, finishImport } = await import("@/lib/governance/imports/run");

try {
  const permissions = [...allPermissions];
  const { organizationId } = await perform(
    foundPlatform,
    { name: "Platform", permissions },
    foundingCaller("bench"),
  );
  const [operatorId, now] = [newId(), new Date()];
  await prisma.operator.create({
    data: {
      id: operatorId,
      organizationId,
      email: "bench@example.test",
      name: "Bench",
      state: "active",
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  const role = await prisma.role.findFirstOrThrow({ where: { preset: "super_admin" }, select: { id: true } });
  await prisma.roleGrant.create({
    data: { id: newId(), operatorId, roleId: role.id, organizationId, createdAt: now },
    select: { id: true },
  });
  const caller = await absentCaller({ operatorId, organizationId, tokenId: null, locale: "en" });

  const bareRows = Math.min(rows, 5000);
  const bareBegun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (next < bareRows) {
        const number = next++;
        await pool.query(
          `insert into organization (id, number, name, kind, parent_id, created_at, updated_at)
           values ($1, $2, $3, 'enterprise', $4, now(), now())`,
          [newId(), `BARE${number}`, `Bare ${number}`, organizationId],
        );
      }
    }),
  );
  const bare = bareRows / ((performance.now() - bareBegun) / 1000);

  const csv = `name,kind,parent,email,externalRef\n${Array.from(
    { length: rows },
    (_, index) =>
      `Customer ${index},${index % 50 === 0 ? "reseller" : "enterprise"},${index % 50 === 0 ? "" : `R${index - (index % 50)}`},c${index}@example.test,R${index}`,
  ).join("\n")}\n`;
  const timedStep = async <T>(run: () => Promise<T>): Promise<[T, number]> => {
    const begun = performance.now();
    const result = await run();
    return [result, (performance.now() - begun) / 1000];
  };
  async function* form(): AsyncGenerator<Buffer> {
    yield Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="bench.csv"\r\n\r\n');
    yield Buffer.from(csv);
    yield Buffer.from("\r\n--x--\r\n");
  }
  const { fileId } = await acceptUpload("multipart/form-data; boundary=x", form(), caller);
  const { importId } = await perform(importOrganizations, { fileId }, caller);
  let [{ next: step }, checking] = await timedStep(() => beginImport(importId));
  let doing = 0;
  while (typeof step === "object") {
    const cursor = step;
    const [result, seconds] = await timedStep(() => continueImport(importId, cursor));
    step = result.next;
    doing += seconds;
  }
  const [, finishing] = await timedStep(() => finishImport(importId));
  const ended = await prisma.import.findUniqueOrThrow({
    where: { id: importId },
    select: { succeededRows: true, failedRows: true },
  });

  console.log(`${rows.toLocaleString("en")} rows; a fiftieth are parents of the others\n`);
  const show = (what: string, perSecond: number): void =>
    line(what, `${Math.round(perSecond).toLocaleString("en")} rows/s`, (perSecond / bare).toFixed(2));
  show("reference: bare inserts, four at a time", bare);
  show("checking the whole file", rows / checking);
  show("rows through organizations.create", rows / doing);
  show("writing the result file", rows / finishing);
  line("succeeded, failed", String(ended.succeededRows), String(ended.failedRows));
} finally {
  await close();
}
