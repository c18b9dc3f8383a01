import { Link } from "@/components/ui/link";
import { resources } from "@/lib/registry";
import { mayRead } from "./figures";
import type { Reader } from "./reader";

/** The record something was done to, with the way to its page where it has one the reader may see. */
export function TargetLink({
  reader,
  target,
}: {
  reader: Reader;
  target: { type: string; id: string; label: string };
}) {
  const resource = resources.get(target.type);
  if (!mayRead(resource, reader) || !resource.page) return <>{target.label}</>;
  return (
    <Link href={reader.href(resource.page.replace(":id", target.id))} className="text-accent hover:underline">
      {target.label}
    </Link>
  );
}
