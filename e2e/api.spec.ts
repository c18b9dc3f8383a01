import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { stateOf } from "./support/operator";

/** The same story through the API alone; a browser is only there to make the tokens. */
async function tokenOf(page: Page, baseURL: string): Promise<string> {
  const answer = await page.request.post("/api/v1/service-tokens/create", {
    headers: { origin: baseURL },
    data: { name: "end to end", expiresInDays: 1 },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).data.token;
}

type Client = (path: string, data?: object) => Promise<{ status: number; body: Answer }>;
type Answer = { data: Record<string, string> & Record<string, string>[]; error?: { code: string } };

const clientWith =
  (request: APIRequestContext, token: string): Client =>
  async (path, data) => {
    const options = { headers: { authorization: `Bearer ${token}` }, ...(data ? { data } : {}) };
    const url = `/api/v1/${path}`;
    const answer = data ? await request.post(url, options) : await request.get(url, options);
    return { status: answer.status(), body: await answer.json() };
  };

test("import, ask, agree, carry out and prove it, without a browser", async ({
  browser,
  request,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const clients: Client[] = [];
  for (const email of ["admin@harbour.example", "security@harbour.example"]) {
    const context = await browser.newContext({ baseURL, storageState: stateOf(email) });
    const page = await context.newPage();
    clients.push(clientWith(request, await tokenOf(page, baseURL!)));
    await context.close();
  }
  const [asking, deciding] = clients as [Client, Client];
  const name = `By API ${Date.now().toString(36)}`;

  const started = await asking("organizations/import", { csv: `name,kind\n${name},enterprise\n` });
  expect(started.status).toBe(200);
  await expect
    .poll(async () => (await asking(`imports/${started.body.data.importId}`)).body.data.state, {
      timeout: 30_000,
    })
    .toBe("completed");
  const [organization] = (await asking(`organizations?q=${encodeURIComponent(name)}`)).body.data;
  const organizationId = organization!.id!;

  const policy = await asking("approval-policies/create", {
    name: `Only ${name}`,
    command: "organizations.suspend",
    organizationId,
    steps: [{ permission: "governance.approvals.review", label: "Review" }],
  });
  expect(policy.status).toBe(200);

  const asked = await asking("organizations/suspend", { organizationId, reason: "no longer a customer" });
  expect(asked.status).toBe(202);
  const { approvalId } = asked.body.data;
  const own = await asking("approvals/approve", { approvalId });
  expect([own.status, own.body.error?.code]).toEqual([403, "forbidden"]);
  expect((await deciding("approvals/approve", { approvalId })).status).toBe(200);
  await expect
    .poll(async () => (await asking(`approvals/${approvalId}`)).body.data.state, { timeout: 30_000 })
    .toBe("executed");
  expect((await asking(`organizations/${organizationId}`)).body.data.state).toBe("suspended");

  const trail = await asking(`audit-entries?targetId=${organizationId}`);
  const actions = trail.body.data.map((entry) => entry.action);
  expect(actions.filter((action) => action === "organizations.suspend")).toHaveLength(1);
  expect((await asking("audit-entries/verify", {})).body.data).toMatchObject({ faults: [] });
});
