import { prisma } from "@/lib/core/db";
import type { Examples } from "@/lib/core/testing/world";

export const settingsExamples: Examples = {
  commands: {
    "settings.update": async () => ({
      input: { key: "exports", value: { streamLimit: 500, expireHours: 24 }, reason: "smaller machine" },
    }),
  },
  rows: {
    settings: async () => {
      const version = 1 + (await prisma.setting.count({ where: { key: "files" } }));
      await prisma.setting.create({
        data: { key: "files", version, value: { maxUploadMegabytes: 20 }, createdAt: new Date() },
        select: { key: true },
      });
      return "";
    },
  },
};
