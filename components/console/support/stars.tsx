import { Star } from "lucide-react";
import { cn } from "@/components/ui/cn";

/** So many of five stars, with the figure beside for whom stars are hard to count. */
export function Stars({ value, label }: { value: number; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="inline-flex">
        {[1, 2, 3, 4, 5].map((star) => (
          <Star
            key={star}
            className={cn("size-3.5", star <= value ? "fill-current text-waiting" : "text-line-strong")}
          />
        ))}
      </span>
      <span aria-hidden className="figures text-sm">
        {value}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
