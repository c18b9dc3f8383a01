import { expect, type Page } from "@playwright/test";

/**
 * Has a customer without an account ask, and the ticket resolved, by somebody of staff who may do all of it and read the mailbox.
 * @param page of somebody signed in with the whole platform.
 * @returns the path of the page the e-mail about it leads to.
 */
export async function resolvedForCustomer(page: Page, baseURL: string): Promise<string> {
  const send = async (command: string, data: object): Promise<Record<string, string>> => {
    const answer = await page.request.post(`/api/v1/${command}`, { headers: { origin: baseURL }, data });
    if (answer.status() !== 200)
      throw new Error(`${command} answered ${answer.status()}: ${await answer.text()}`);
    return (await answer.json()).data;
  };
  const email = `rater-${Date.now().toString(36)}@example.test`;
  const { customerId } = await send("customers/create", { name: "Ada Lovelace", email });
  const { ticketId } = await send("support-tickets/open", {
    type: "technical",
    subject: "The meter is dark",
    body: "Since this morning.",
    customerId,
  });
  await send("support-tickets/resolve", { ticketId });
  // The mail about the end comes a moment after it, and the one about the beginning a moment before.
  let link: string | null = null;
  await expect(async () => {
    const mails = await page.request.get(`/api/v1/outgoing-mails?recipient=${encodeURIComponent(email)}`);
    const [newest] = ((await mails.json()) as { data: { id: string }[] }).data;
    await page.goto(`/ops/notifications/mail/${newest?.id}`);
    const rating = page.getByRole("main").getByRole("link", { name: "/rating/" });
    link = await rating.getAttribute("href", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  return new URL(link!).pathname;
}
