import { notFound } from "next/navigation";

/** Any other address below a panel: the console says that there is nothing. */
export default function NoPage() {
  notFound();
}
