import { Notice } from "../../ui/notice";
import type { ActEnd } from "./use-act";

/** Says how a press ended, where a reader hears it at once. */
export function ActEndNotice({ end }: { end: ActEnd }) {
  return (
    <div aria-live="polite">
      {end ? (
        <Notice tone={end.tone} className="mt-3">
          {end.words}
        </Notice>
      ) : null}
    </div>
  );
}
