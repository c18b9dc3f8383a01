"use client";

import { forgetWhoIsHere } from "../jobs/device";

/** What came of e-mail and password: a reason of the catalogue, for a lock with the seconds to wait. */
export type CredentialsAnswer = { ok: true } | { ok: false; reason: string; seconds: number };

/** Sends e-mail and password to next-auth's own endpoint, with its proof that this page asked. */
export async function sendCredentials(email: string, password: string): Promise<CredentialsAnswer> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as {
    csrfToken: string;
  };
  const response = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, password, csrfToken, callbackUrl: "/", json: "true" }),
  });
  const { url } = (await response.json()) as { url: string };
  const error = new URL(url, location.href).searchParams.get("error");
  if (response.ok && error === null) {
    await forgetWhoIsHere();
    return { ok: true };
  }
  const [reason = "", seconds = "0"] = (error ?? "").split(":");
  return { ok: false, reason, seconds: Number(seconds) };
}
