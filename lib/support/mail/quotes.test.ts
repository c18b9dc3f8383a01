import { describe, expect, it } from "vitest";
import { textOfHtml } from "@/lib/support/mail/html-text";
import { ownWords } from "@/lib/support/mail/quotes";

describe("what somebody wrote themselves", () => {
  it.each([
    ["Yes.\n\nOn Mon, 25 May 2026 at 09:00, Support <s@x.example> wrote:\n> Shall we?", "Yes."],
    ["Yes.\n\nOn Mon, 25 May 2026 at 09:00, Support\n<s@x.example> wrote:\n\n> Shall we?\n>\n> Bye", "Yes."],
    ["好的。\n\n在 2026年5月25日，客服 <s@x.example> 写道：\n> 可以吗？", "好的。"],
    ["Yes.\n-----Original Message-----\nFrom: Support\nSent: Monday\n\nShall we?", "Yes."],
    ["Yes.\r\n\r\nFrom: Support\r\nSent: Monday\r\nTo: me\r\n\r\nShall we?", "Yes."],
    ["好的。\n\n发件人: 客服\n发送时间: 星期一\n\n可以吗？", "好的。"],
    ["Yes.\n-- \nAda Customer\n+1 415", "Yes."],
    ["> Shall we?\n\nYes, at noon.", "> Shall we?\n\nYes, at noon."],
    ["From: Berlin to Hamburg it takes two hours.", "From: Berlin to Hamburg it takes two hours."],
    ["On Monday I wrote:\nnothing came of it.", "On Monday I wrote:\nnothing came of it."],
    [
      "Hello,\n\nOn Monday, Support <s@x.example> wrote:\n> Shall we?\n\nYes.\n\n> And the bill?\nPaid.\n-- \nAda",
      "Hello,\n\nOn Monday, Support <s@x.example> wrote:\n> Shall we?\n\nYes.\n\n> And the bill?\nPaid.",
    ],
    [
      "在 2026年5月25日，客服 写道：\n> 可以吗？\n可以。\n> 账单呢？\n> 谢谢",
      "在 2026年5月25日，客服 写道：\n> 可以吗？\n可以。",
    ],
    ["Yes.\n\nOn Monday, Support wrote:\n> Shall we?\n\n-- \nAda", "Yes."],
    ["> only a quote", "> only a quote"],
    ["", ""],
  ])("of %j is %j", (text, own) => {
    expect(ownWords(text)).toBe(own);
  });

  it("of a page is its words alone", () => {
    expect(
      textOfHtml(
        "<style>p{}</style><p>One &lt;b&gt; &#20320;</p><script>x</script>Two<br>three<blockquote>o</blockquote>",
      ),
    ).toBe("One <b> 你\nTwo\nthree\n> o");
  });

  it("of a page that answers between the lines is all of it, and without that its own alone", () => {
    const intro = "<div>On Monday, Support wrote:<br></div>";
    const between = `<p>Hello</p>${intro}<blockquote><p>Shall we?</p></blockquote><p>Yes.</p><blockquote type="cite">And <blockquote>this</blockquote></blockquote><p>Paid.</p>`;
    expect(ownWords(textOfHtml(between))).toBe(
      "Hello\nOn Monday, Support wrote:\n\n> Shall we?\n\nYes.\n\n> And\n> > this\n\nPaid.",
    );
    expect(ownWords(textOfHtml(`<p>Yes.</p>${intro}<blockquote><p>Shall we?</p></blockquote>`))).toBe("Yes.");
  });
});
