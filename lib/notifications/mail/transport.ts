import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/core/env";

const patience = 20_000;

let transporter: Transporter | undefined;

/**
 * The way to the SMTP server `SMTP_URL` names, or null when there is none. Connections are pooled; a server that does not answer
 * within 20 seconds counts as down.
 */
export function mailTransport(): Transporter | null {
  const { SMTP_URL } = env();
  if (!SMTP_URL) return null;
  transporter ??= createTransport({
    url: SMTP_URL,
    pool: true,
    maxConnections: 3,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A mail is text we wrote; nothing in it may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return transporter;
}

/** Closes pooled connections; the next mail connects again. */
export function closeMailTransport(): void {
  transporter?.close();
  transporter = undefined;
}
