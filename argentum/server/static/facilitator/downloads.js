// The report and the log as files; the key goes into a header, so a plain link would not do.

import { $ } from "../live/dom.js";

const FILES = {
  "download-report": ["/report?format=html", "html"],
  "download-csv": ["/report?format=csv", "csv"],
  "download-log": ["/log", "jsonl"],
};

/** Binds the buttons. */
export function bindDownloads(page) {
  for (const [id, [path, ending]] of Object.entries(FILES)) {
    $(id).addEventListener("click", async () => {
      $("download-fault").textContent = "";
      try {
        const file = await page.ask(path, { asText: true });
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([file]));
        link.download = `${page.room}.${ending}`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href));
      } catch (fault) {
        $("download-fault").textContent = fault.message;
      }
    });
  }
}
