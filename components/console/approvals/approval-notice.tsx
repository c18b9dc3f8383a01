import { DiffViewer } from "@/components/ui/diff-viewer";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { describeError } from "@/lib/core/i18n/translate";
import type { ApprovalRecord } from "@/lib/governance/approvals/read";
import { diffFields } from "../diff-fields";
import type { Reader } from "../reader";

type ApprovalNoticeProps = { reader: Reader; approval: ApprovalRecord };

const texts = "governance.pages.approvals";

/** What the reader must know before anything else: what goes on, why they cannot decide, what it no longer rests on. */
export function ApprovalNotice({ reader, approval }: ApprovalNoticeProps) {
  switch (approval.state) {
    case "pending":
      return <Undecided reader={reader} approval={approval} />;
    case "approved":
    case "executing":
      return <UnderWay reader={reader} approval={approval} />;
    case "failed":
      return approval.mayEndOtherwise ? null : (
        <Notice tone="danger" title={reader.t(`${texts}.sameAgain`)}>
          {reader.t(`${texts}.sameAgainDescription`)}
        </Notice>
      );
    default:
      return null;
  }
}

function Undecided({ reader, approval }: ApprovalNoticeProps) {
  const { t } = reader;
  const { approve } = approval.actions;
  return (
    <>
      <Foundation reader={reader} approval={approval} />
      {approve.allowed ? null : (
        <Notice tone="neutral" title={t(`${texts}.notYours`)}>
          {describeError(approve, t)}
        </Notice>
      )}
    </>
  );
}

/** What was so when it was asked for and is not so any more. */
function Foundation({ reader, approval }: ApprovalNoticeProps) {
  const { t } = reader;
  const { foundation, target, command } = approval;
  if (foundation.kind === "holds") return null;
  if (foundation.kind === "refused")
    return (
      <Notice tone="danger" title={t(`${texts}.refusedNow`)}>
        {describeError(foundation, t)}
      </Notice>
    );
  const { frozen: before, current: after } = foundation;
  const noun = target?.type ?? command.split(".")[0] ?? null;
  return (
    <Notice tone="danger" title={t(`${texts}.changedSince`)}>
      <p className="mb-2">{t(`${texts}.changedSinceDescription`)}</p>
      <DiffViewer
        before={before}
        after={after}
        fields={diffFields(reader, { before, after, noun, action: command })}
      />
    </Notice>
  );
}

function UnderWay({ reader: { t }, approval }: ApprovalNoticeProps) {
  if (approval.unknownSince)
    return (
      <Notice tone="danger" title={t(`${texts}.unknown`)}>
        {t(`${texts}.unknownDescription`)} <Time value={approval.unknownSince} style="both" />
      </Notice>
    );
  if (approval.stuck)
    return (
      <Notice tone="danger" title={t(`${texts}.stuck`)}>
        {t(`${texts}.stuckDescription`)}
      </Notice>
    );
  // What only reserved has its answer already and waits for the outside.
  const reserved = approval.state === "executing" && approval.result !== null;
  return (
    <Notice tone="progress" title={t(`${texts}.${reserved ? "awaitsAnswer" : "underWay"}`)}>
      {t(`${texts}.underWayDescription`)}
    </Notice>
  );
}
