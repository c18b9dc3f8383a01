import { Skeleton } from "@/components/ui/skeleton";

/** Where a figure is going to stand. */
export function FigureSkeleton() {
  return (
    <div className="rounded-md border border-line bg-surface p-4">
      <Skeleton className="w-24" />
      <Skeleton className="mt-2 h-6 w-16" />
      <Skeleton className="mt-2 h-3 w-24" />
    </div>
  );
}
