#!/usr/bin/env bash
# How test/files/ was made: real files of real tools, so that the tests meet what people attach. Run it again only to
# change the set; the results are kept in the repository because no test machine has these tools.
# Debian: apt-get install libreoffice-writer qpdf imagemagick libheif-examples zip
set -euo pipefail
cd "$(dirname "$0")/.."
out="$PWD/test/files"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

cat >"$work/cv.html" <<'HTML'
<html><head><meta charset="utf-8"><title>Curriculum vitae</title></head><body>
<h1>Frank Doe</h1><p>Senior nurse, Zürich · frank.doe@example.com</p>
<h2>Experience</h2><ul><li>2019–2026 Ward lead, Example Hospital</li><li>2012–2019 Nurse, Sample Clinic</li></ul>
<h2>Languages</h2><p>Deutsch, English, العربية</p>
</body></html>
HTML

# LibreOffice: the text formats. A profile of its own keeps a running office out of it.
office() { timeout 60 soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null; }
office --infilter='HTML (StarWriter)' --convert-to odt:writer8 --outdir "$work" "$work/cv.html"
office --convert-to pdf --outdir "$work" "$work/cv.odt"
office --convert-to 'docx:MS Word 2007 XML' --outdir "$work" "$work/cv.odt"
office --convert-to 'doc:MS Word 97' --outdir "$work" "$work/cv.odt"
office --convert-to 'rtf:Rich Text Format' --outdir "$work" "$work/cv.odt"
office --convert-to 'txt:Text (encoded):UTF8' --outdir "$work" "$work/cv.odt"
cp "$work"/cv.{odt,pdf,docx,doc,rtf,txt} "$out"

# A protected Word document is not a ZIP any more. LibreOffice cannot write one without a window, this package can.
npm install --silent --no-save --prefix "$work/crypto" officecrypto-tool@0.0.18
node --input-type=commonjs - "$work/crypto" "$out" <<'NODE'
const [, , tools, out] = process.argv
const { readFileSync, writeFileSync } = require('node:fs')
const { encrypt } = require(`${tools}/node_modules/officecrypto-tool`)
writeFileSync(`${out}/protected.docx`, encrypt(readFileSync(`${out}/cv.docx`), { password: 'secret' }))
NODE

# qpdf: a PDF that asks for a password, and one that opens freely but restricts what may be done with it.
qpdf --encrypt secret secret 256 -- "$out/cv.pdf" "$out/protected.pdf"
qpdf --encrypt '' secret 256 --modify=none -- "$out/cv.pdf" "$out/restricted.pdf"

# qpdf, every way a password has locked PDFs (revision 2 to 6), of a page with nothing on it: once with the empty password,
# so that it opens and only restricts, and once with one that has to be known.
encrypted="$PWD/test/contract/encrypted-pdfs"
mkdir -p "$encrypted"
cat >"$work/page.pdf" <<'PDF'
%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
trailer
<< /Root 1 0 R /Size 4 >>
%%EOF
PDF
lock() { # name, how the file is written, then the encryption
  local name="$1" written="$2"
  shift 2
  for kind in opens asks; do
    local user=''
    [ "$kind" = asks ] && user=secret
    # It repairs the missing table of objects, and says so with status 3.
    qpdf --allow-weak-crypto $written --encrypt "$user" owner "$@" -- "$work/page.pdf" "$encrypted/$name-$kind.pdf" 2>/dev/null || [ $? = 3 ]
  done
}
lock r2 '' 40 --print=n
lock r3 '' 128 --print=none --use-aes=n
lock r4 '' 128 --print=none --use-aes=y
lock r4-plain-metadata '' 128 --print=none --use-aes=y --cleartext-metadata
lock r5 '' 256 --print=none --force-R5
lock r6 '' 256 --print=none
lock r3-linearized --linearize 128 --print=none --use-aes=n
lock r6-object-streams --object-streams=generate 256 --print=none
lock r6-linearized-object-streams '--linearize --object-streams=generate' 256 --print=none

# Revision 6 hashes until a byte that chance decides is small enough: 64 times at least, and one more often than not. Two
# files in which it ends on the very edge, at the fewest rounds and at the largest byte: drawn until there are both.
edge() { # what is printed of a file that ends on an edge, its name
  while true; do
    qpdf --encrypt '' owner 256 --print=none -- "$work/page.pdf" "$work/drawn.pdf" 2>/dev/null || [ $? = 3 ]
    [ "$(node "$work/edge.mjs" "$work/drawn.pdf")" = "$1" ] && break
  done
  cp "$work/drawn.pdf" "$encrypted/$2-opens.pdf"
}
cat >"$work/edge.mjs" <<'NODE'
import { createCipheriv, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
const user = Buffer.from(/\/U <([0-9a-f]+)>/.exec(readFileSync(process.argv[2], 'latin1'))[1], 'hex')
let key = createHash('sha256').update(user.subarray(32, 40)).digest()
for (let round = 1; ; round += 1) {
  const aes = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
  const encrypted = aes.update(Buffer.alloc(64 * key.length, key))
  const sum = encrypted.subarray(0, 16).reduce((all, byte) => all + byte, 0)
  key = createHash(['sha256', 'sha384', 'sha512'][sum % 3]).update(encrypted).digest()
  const last = encrypted.at(-1)
  if (round < 64 || last > round - 32) continue
  process.stdout.write(last === round - 32 ? 'last byte' : round === 64 ? 'fewest rounds' : 'neither')
  break
}
NODE
edge 'fewest rounds' r6-fewest-rounds
edge 'last byte' r6-last-byte

# ImageMagick and libheif: photographed documents.
convert-im6.q16 -size 320x200 gradient:white-lightgrey -pointsize 24 -gravity center -annotate 0 'Frank Doe' -depth 8 -strip "$work/photo.png"
convert-im6.q16 "$work/photo.png" "$out/certificate.png"
convert-im6.q16 "$work/photo.png" -quality 80 "$out/certificate.jpg"
convert-im6.q16 "$work/photo.png" -colors 16 "$out/certificate.gif"
heif-enc -q 40 "$work/photo.png" -o "$out/photo.heic" >/dev/null

# A document with macros. The part is empty of code: it is its name in the list of contents that tells.
mkdir -p "$work/macro" && cd "$work/macro" && unzip -q "$out/cv.docx"
cp "$out/cv.doc" word/vbaProject.bin
sed -i 's#</Types>#<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>#;
  s#application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml#application/vnd.ms-word.document.macroEnabled.main+xml#' '[Content_Types].xml'
rm -f "$out/macros.docm" && zip -q -X -r "$out/macros.docm" '[Content_Types].xml' _rels docProps word
cp "$out/macros.docm" "$out/macros-renamed.docx"
cd - >/dev/null

# Wrong content: a Word document called PDF, and the start of a Windows program called PDF.
cp "$out/cv.docx" "$out/word-inside.pdf"
printf 'MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00' >"$out/program-inside.pdf"
du -cb "$out"/* | tail -1
