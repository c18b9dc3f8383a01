import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../ui/cn";

/** One sentence above a form: what went wrong, or what was done. */
export function Notice({ tone, children }: { tone: "danger" | "waiting" | "done"; children: ReactNode }) {
  const Shape = tone === "done" ? CircleCheck : CircleAlert;
  return (
    <p
      role={tone === "danger" ? "alert" : "status"}
      className={cn(
        "flex items-start gap-2 rounded-md px-3 py-2 text-sm",
        tone === "danger" && "bg-danger-soft text-danger",
        tone === "waiting" && "bg-waiting-soft text-waiting",
        tone === "done" && "bg-done-soft text-done",
      )}
    >
      <Shape aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
