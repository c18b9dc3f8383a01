import type { Examples } from "@/lib/core/testing/world";

export const notificationsExamples: Examples = { commands: {}, rows: {} };
