import { expect, type Page } from "@playwright/test";
import { open } from "./open";

/** Signs a demo operator in by hand: address and password from the sign-in page, then the code their app would show. */
export async function signIn(page: Page, email: string): Promise<void> {
  await open(page, "/sign-in");
  const offered = page.getByText(email, { exact: true });
  if ((await offered.count()) > 0) await offered.click();
  else {
    // Of each role the page offers one; the others have the same password.
    await page.getByText("admin@harbour.example", { exact: true }).click();
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  }
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/second-factor/);
  await fillCode(page);
  await page.waitForURL(/\/(ops|tenant|jobs|choose-organization)/);
  if (page.url().includes("choose-organization")) {
    await page.getByRole("option").first().click();
    await page.waitForURL(/\/(ops|tenant)/);
  }
  await expect(page.getByRole("main")).toBeVisible();
}

/** The last digit sends the code: a return key after it would press on whatever page comes next. */
async function fillCode(page: Page): Promise<void> {
  const code = await page
    .getByText(/^\d{3} \d{3}$/)
    .first()
    .textContent();
  await page.getByRole("textbox").first().fill(code!.replace(" ", ""));
}

/** Who signs in once before the tests; a code is accepted once, so nobody can do it twice within half a minute. */
export const operators = [
  "admin@harbour.example",
  "operations@harbour.example",
  // Goes from one organization to another, which nobody else's tests may share.
  "operations2@harbour.example",
  "manager@harbour.example",
  "finance@harbour.example",
  "auditor@harbour.example",
  "security@harbour.example",
  "support@harbour.example",
  "agent@langang.example",
  "technician@harbour.example",
  "technician2@harbour.example",
];

/** The cookies of an operator who signed in. */
export const stateOf = (email: string): string => `test-results/operators/${email}.json`;
