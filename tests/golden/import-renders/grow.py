"""Odd documents from a seed: numbers, titles, signatures and signs of Markdown in any order, as text, Markdown and DOCX."""

import zipfile
from xml.sax.saxutils import escape
NUM = ["一、","二、","三、","十一、","（一）","（二）","(三)","1.","1．","2、","3)","（1）","(2)","①","②","1.1","1.1.1 ","1.2 ","第一章 ","第二章","第一节","第一条","第二条 ","第一部分","A.","B．","a)","a.","b、","ⅰ.","Ⅰ.","Ⅱ、","㈠","⑴","1-1","1-2 ","壹、","甲、","一是","（一）（二）","1.一、","（1","一","1","-","—","●","·","※","*","#","##","附件1","附件：","附件2：","附：","附件","注：","表1 ","图2"]
WORDS = ["总体要求","重点任务","加强领导","工作安排","2026年党建工作计划要点","关于开展检查的通知","各科室：","各单位、各部门：","甲县科技局","中共甲县委员会","2026年3月10日","二〇二六年三月十日","2026年3月","抄送：县委办公室。","甲县科技局办公室　2026年3月11日印发","联系人：何静","（联系人：何静，电话：123）","特此通知。","机密★1年","000012","特急","甲科〔2026〕5号","签发人：何静","甲县科技局文件","附件：1.任务表","2.名单","附件1","任务分解表","目录","落实责任。","要按时完成，见第一项。","见附件1","“甲”《乙》","{{变量}}","{{#甲}}","}}","---","***","```","```落款","```附件","标题: 甲","主送: 乙","|甲|乙|","| --- | --- |","<b>粗</b>","&nbsp;","[^1]","[^1]: 注","![图](a.png)","[链接](http://a.cn)","[坏](javascript:x)","*星*","**粗**","_下划_","\\","\t","　　","……","。","：","；","、","1","01","1 000","＃","１．","Ａ","①甲②乙","第一，","首先，","（略）","××单位","[待填]","〔待填：人数〕","〔待填：","〕","\u00a0","\u200b","\ufeff","\u2028","\x0b","\u00ad","\u202e","𠮷","☑","□","✓","http://a.cn/?a=1&b=2","a@b.cn","{编号}","{不编号}","{编号} ","表1 任务表","小标题。正文接着写。","承办单位：科技局；协办单位：财政局。"]
def text(r):
	n=r.choice([0,1,1,1,1,2,2,3,5]); s="".join(r.choice(WORDS) for _ in range(n))
	if r.random()<.45: s=r.choice(NUM)+r.choice([""," ","　",""])+s
	if r.random()<.06: s=r.choice(NUM)+s
	if r.random()<.05: s=s*r.choice([3,20])
	if r.random()<.15: s+=r.choice(["。","：","；","，"])
	return s
def lines(r):
	return [text(r) for _ in range(r.choice([1,2,3,5,8,13,21,30]))]
def txt(r):
	return r.choice(["\n","\n\n","\r\n"]).join(lines(r))+"\n"
def md(r):
	out=[]
	for l in lines(r):
		p=r.choice(["","","","# ","## ","### ","#### ","##### ","- ","1. ","2) ","> ","	","  - ","> - ","- # ","\t"])
		out.append(p+l)
		if r.random()<.1: out.append("| 甲 | 乙 |\n|---|---|\n| %s | %s |"%(text(r).replace("\n"," "),text(r)))
		if r.random()<.05: out.append("```"+r.choice(["落款","附件","","主送","附注"])+"\n"+text(r)+"\n"+r.choice(["```",""]))
	s=r.choice(["\n","\n\n","\n\n"]).join(out)
	if r.random()<.2: s="---\n"+"\n".join(r.choice(["标题","主送","密级","编号","发文字号","甲","附件",""])+": "+text(r) for _ in range(3))+"\n---\n"+s
	return s+"\n"
STY=["Normal","Title","Subtitle","Heading1","Heading2","Heading3","Heading4","Heading5","Heading6","Caption","Quote","ListBullet","TOC1","AttMark","AttTitle","Auth","Date","Note","Recip","Attached","Number","Mark","Record"]
NAMES={"AttMark":"附件序号","AttTitle":"附件标题","Auth":"落款","Date":"成文日期","Note":"附注","Recip":"主送机关","Attached":"附件说明","Number":"发文字号","Mark":"发文机关标志","Record":"版记","ListBullet":"List Bullet","TOC1":"toc 1","Normal":"Normal","Title":"Title","Subtitle":"Subtitle","Caption":"caption","Quote":"Quote"}
for i in range(1,7): NAMES["Heading%d"%i]="heading %d"%i
def clean(s): return "".join(c for c in s if c>=" " and c not in "\ufffe\uffff" or c=="\t")
def run(r,s):
	pr=r.choice(["","","","<w:rPr><w:b/></w:rPr>","<w:rPr><w:i/></w:rPr>","<w:rPr><w:strike/></w:rPr>","<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"])
	out="<w:r>%s"%pr
	for i,p in enumerate(s.split("\t")): out+=("<w:tab/>" if i else "")+'<w:t xml:space="preserve">%s</w:t>'%escape(clean(p))
	if r.random()<.06: out+="<w:br/><w:t>%s</w:t>"%escape(clean(text(r)).replace("\t",""))
	if r.random()<.03: out+='<w:footnoteReference w:id="2"/>'
	return out+"</w:r>"
def para(r,s,cell=False):
	sty=r.choice(STY) if r.random()<.55 else "Normal"
	p='<w:p><w:pPr><w:pStyle w:val="%s"/>'%sty
	if r.random()<.12: p+='<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>'%(r.randint(0,3),r.randint(1,3))
	if r.random()<.15: p+='<w:jc w:val="%s"/>'%r.choice(["center","right"])
	if r.random()<.05: p+="<w:pageBreakBefore/>"
	p+="</w:pPr>"
	k=r.randint(0,len(s)); parts=[s[:k],s[k:]] if r.random()<.4 else [s]
	return p+"".join(run(r,x) for x in parts if x or r.random()<.2)+"</w:p>"
def table(r,depth=0):
	cols=r.choice([1,1,2,3]); t='<w:tbl><w:tblGrid>'+'<w:gridCol w:w="1000"/>'*cols+'</w:tblGrid>'
	for _ in range(r.randint(1,4)):
		t+="<w:tr>"+("<w:trPr><w:tblHeader/></w:trPr>" if r.random()<.2 else "")
		c=0
		while c<cols:
			span=r.choice([1,1,1,2]); span=min(span,cols-c)
			t+='<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr>'%(span,r.choice(["","","",'<w:vMerge w:val="restart"/>','<w:vMerge/>']))
			t+="".join(para(r,text(r),True) for _ in range(r.choice([1,1,2])))+(table(r,1)+"<w:p/>" if depth==0 and r.random()<.05 else "")+"</w:tc>"; c+=span
		t+="</w:tr>"
	return t+"</w:tbl>"
NS='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
def docx(r,path):
	body=""
	for l in lines(r):
		body+=para(r,l)
		if r.random()<.1: body+=table(r)
		if r.random()<.04: body+='<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
	styles="".join('<w:style w:type="paragraph" w:styleId="%s"%s><w:name w:val="%s"/></w:style>'%(s,' w:default="1"' if s=="Normal" else "",NAMES[s]) for s in STY)
	fm=["chineseCounting","decimal","bullet","lowerLetter","upperRoman","decimalEnclosedCircle","chineseCountingThousand"]
	num=""
	for a in range(1,4):
		num+='<w:abstractNum w:abstractNumId="%d">'%a
		for l in range(4):
			f=r.choice(fm); num+='<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>'%(l,r.choice([1,1,1,3]),f,"●" if f=="bullet" else r.choice(["%"+str(l+1)+"、","（%"+str(l+1)+"）","%"+str(l+1)+".","第%"+str(l+1)+"条","%1.%"+str(l+1)]))
		num+="</w:abstractNum>"
	num+="".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>'%(a,a) for a in range(1,4))
	with zipfile.ZipFile(path,"w") as z:
		z.writestr("[Content_Types].xml",'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
		z.writestr("_rels/.rels",'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
		z.writestr("word/_rels/document.xml.rels",'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
		z.writestr("word/styles.xml",'<?xml version="1.0"?><w:styles %s>%s</w:styles>'%(NS,styles))
		z.writestr("word/numbering.xml",'<?xml version="1.0"?><w:numbering %s>%s</w:numbering>'%(NS,num))
		z.writestr("word/footnotes.xml",'<?xml version="1.0"?><w:footnotes %s><w:footnote w:id="2"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote></w:footnotes>'%(NS,escape(clean(text(r)).replace("\t",""))))
		z.writestr("word/document.xml",'<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>%s<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'%(NS,body))
