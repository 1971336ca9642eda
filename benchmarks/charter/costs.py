"""What reading a file costs: a ten-page Word document in the limited child process."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PAGES, _LINES = 10, 38
_CLAUSE = (
    "群成员不得在群内发布广告、谣言和垃圾信息，收到通知后应在两小时内回复“收到”；"
    "第一次违反的提醒，第二次警告，第三次禁言1天。"
)
_CHILD = ROOT / "plugins" / "charter" / "child.py"
_PEAK = (
    f"import runpy, sys; sys.argv = ['child.py', './十页.docx'];\n"
    f"try: runpy.run_path({str(_CHILD)!r}, run_name='__main__')\n"
    "except SystemExit: pass\n"
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')), file=sys.stderr)"
)
"""The kernel's own count of this program: what getrusage tells begins with what the parent held."""


def ten_pages() -> bytes:
    """About 380 paragraphs with runs as Word writes them."""
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="24"/></w:rPr><w:t>{}</w:t></w:r>'
    paragraphs = (
        "<w:p><w:pPr><w:spacing w:line='360'/></w:pPr>" + run.format(f"第{i}条 ") + run.format(_CLAUSE) + "</w:p>"
        for i in range(1, _PAGES * _LINES // 2 + 1)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>")
    return file.getvalue()


def child() -> tuple[float, float]:
    """Seconds by the clock, median of three, and the child's peak memory in MB."""
    data, took, peak = ten_pages(), [], 0
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-P", "-c", _PEAK], input=data, capture_output=True, check=True)
        took.append(time.perf_counter() - began)
        peak = max(peak, int(done.stderr.split()[-1]))
    return sorted(took)[1], peak / 1024
