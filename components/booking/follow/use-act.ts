"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { ask, newKey } from "../ask";

/** How the last press ended. */
export type ActEnd = { tone: "done" | "danger"; words: string } | null;

/**
 * Something a customer does to their visit. What did not arrive is sent again under the same key; after an answer the page is
 * drawn anew, so that whoever was slower sees what became of the visit.
 * @param done what is said when it worked.
 */
export function useAct(path: string, done: string) {
  const t = useTranslations("booking.follow");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [end, setEnd] = useState<ActEnd>(null);
  const key = useRef<string | null>(null);
  const busy = useRef(false);

  async function act(body: object): Promise<boolean> {
    if (busy.current) return false;
    busy.current = true;
    setPending(true);
    setEnd(null);
    key.current ??= newKey();
    const answer = await ask(path, body, key.current);
    busy.current = false;
    setPending(false);
    if (answer.kind === "lost") {
      setEnd({ tone: "danger", words: t("lost") });
      return false;
    }
    key.current = null;
    if (answer.kind === "done") setEnd({ tone: "done", words: done });
    else {
      const [field] = Object.values(answer.fields);
      setEnd({ tone: "danger", words: field ?? answer.message });
    }
    router.refresh();
    return answer.kind === "done";
  }

  return { act, pending, end };
}
