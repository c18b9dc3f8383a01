import { expect, test } from "@playwright/test";

/** On a slow line the page is there long before its script: whoever is quick sends the form as it stands. */
test.use({ javaScriptEnabled: false });

test("a password sent before the page's script is there stays out of the address", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("somebody@example.test");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await Promise.all([
    page.waitForRequest((request) => request.isNavigationRequest()),
    page.getByRole("button", { name: "Sign in", exact: true }).click(),
  ]);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});
