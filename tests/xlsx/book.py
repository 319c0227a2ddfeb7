"""Workbooks as ECMA-376 part 1 describes them, part by part, so that what a program rarely writes can be written, too."""
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(rows="", after="", name="表1", state="", before=""):
    """A sheet: `rows` are the contents of sheetData, `before` and `after` what stands around it."""
    return {"name": name, "state": state, "xml": f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'}


def row(*cells, r=None):
    return f'<row{"" if r is None else f" r={chr(34)}{r}{chr(34)}"}>' + "".join(cells) + "</row>"


def cell(address, value=None, type=None, style=None, inner=None):
    attributes = f' r="{address}"' if address else ""
    attributes += f' s="{style}"' if style is not None else ""
    attributes += f' t="{type}"' if type else ""
    content = inner if inner is not None else "" if value is None else f"<v>{value}</v>"
    return f"<c{attributes}>{content}</c>"


def inline(address, text, style=None):
    return cell(address, type="inlineStr", style=style, inner=f"<is><t>{text}</t></is>")


def run(text, font=None):
    """A run of a rich text; `font`: the contents of its rPr, None: it has none."""
    return ("<r>" if font is None else f"<r><rPr>{font}</rPr>") + f'<t xml:space="preserve">{text}</t></r>'


def parts(sheets, strings=None, formats=None, date1904=False, main="xl/workbook.xml", fonts=None):
    """All parts of a workbook; `strings`: the <si> elements; `formats`: of the styles 0 …, ids or codes; `fonts`: of the same, the contents of <font>."""
    folder, _, name = main.rpartition("/")
    folder += "/" if folder else ""
    links, listed = "", ""
    result = {"[Content_Types].xml": "",
              "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'}
    for i, one in enumerate(sheets, 1):
        state = f' state="{one["state"]}"' if one["state"] else ""
        listed += f'<sheet name="{one["name"]}" sheetId="{i}"{state} r:id="rId{i}"/>'
        links += f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        result[f"{folder}worksheets/sheet{i}.xml"] = one["xml"]
    if strings is not None:
        links += f'<Relationship Id="rIdS" Type="{OFFICE}/sharedStrings" Target="/{folder}sharedStrings.xml"/>'
        result[f"{folder}sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">' + "".join(strings) + "</sst>"
    if formats is not None:
        links += f'<Relationship Id="rIdF" Type="{OFFICE}/styles" Target="styles.xml"/>'
        codes = {f: 164 + i for i, f in enumerate(f for f in formats if isinstance(f, str))}
        own = "".join(f'<numFmt numFmtId="{i}" formatCode="{code}"/>' for code, i in codes.items())
        fonts = (fonts or []) + [""] * (len(formats) - len(fonts or []))
        xfs = "".join(f'<xf numFmtId="{codes.get(f, f)}" fontId="{i}"/>' for i, f in enumerate(formats))
        listed_fonts = "".join(f"<font><sz val='11'/>{font}</font>" for font in fonts)
        result[f"{folder}styles.xml"] = (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><fonts>{listed_fonts}</fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                                         f"<cellXfs>{xfs}</cellXfs></styleSheet>")
    since = '<workbookPr date1904="1"/>' if date1904 else "<workbookPr/>"
    result[main] = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{since}<sheets>{listed}</sheets></workbook>'
    result[f"{folder}_rels/{name}.rels"] = f'{HEAD}<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
    kinds = {main: "sheet.main", f"{folder}sharedStrings.xml": "sharedStrings", f"{folder}styles.xml": "styles"}
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{TYPES}{kinds.get(part, "worksheet")}+xml"/>' for part in result
                        if not part.endswith(".rels") and not part.startswith("["))
    result["[Content_Types].xml"] = (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                                     f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
    return result


def write(path, content, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as package:
        for name, data in content.items():
            package.writestr(name, data)
