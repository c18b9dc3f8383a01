import type { Examples } from "@/lib/core/testing/world";
import { inboxExamples } from "@/lib/notifications/testing/inbox";

export const notificationsExamples: Examples = { commands: inboxExamples.commands, rows: inboxExamples.rows };
