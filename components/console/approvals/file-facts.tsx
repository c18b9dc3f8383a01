import { AppError } from "@/lib/core/errors";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import { fileFor } from "@/lib/governance/files/read";
import { commands } from "@/lib/registry";
import { fieldLabel } from "../command-fields";
import type { Fact } from "../facts";
import type { Reader } from "../reader";

/** Files the request rests on, such as the proof of a transfer, for who may open them: whoever agrees has seen them. */
export async function fileFacts(reader: Reader, { command, input }: ApprovalRecord): Promise<Fact[]> {
  const { caller, t } = reader;
  const known = commands.get(command);
  if (!known) return [];
  const facts = Object.entries(input).map(async ([key, id]): Promise<Fact[]> => {
    if (!key.endsWith("FileId") || typeof id !== "string") return [];
    try {
      const { name } = await fileFor(id, caller);
      const value = (
        <a href={`/api/files/${id}`} className="break-all text-accent hover:underline">
          {name}
        </a>
      );
      return [{ key, label: fieldLabel(known, key, t), value }];
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  });
  return (await Promise.all(facts)).flat();
}
