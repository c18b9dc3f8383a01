import { Notice } from "@/components/ui/notice";
import type { CellValue } from "@/lib/core/resource/description";
import type { Reader } from "../reader";

/** What one must know of an event first: why it was not handled, or what handling it did not settle. */
export function EventNotice({ reader: { t }, event }: { reader: Reader; event: Record<string, CellValue> }) {
  const { state, error, signatureError, note } = event;
  const words = "commerce.pages.payment-events";
  if (state === "refused")
    return (
      <Notice tone="danger" title={t(`${words}.refused`)}>
        {t(`${words}.refusedText`, {
          why: t(`commerce.resources.payment-events.values.signatureError.${signatureError}`),
        })}
      </Notice>
    );
  if (error)
    return (
      <Notice
        tone={state === "failed" ? "danger" : "waiting"}
        title={t(state === "failed" ? `${words}.failed` : `${words}.waiting`)}
      >
        <p className="[overflow-wrap:anywhere]">{String(error)}</p>
      </Notice>
    );
  if (note === "refund_not_ours")
    return (
      <Notice tone="waiting" title={t(`${words}.noteTitle`)}>
        {t(`${words}.refundNotOurs`)}
      </Notice>
    );
  return null;
}
