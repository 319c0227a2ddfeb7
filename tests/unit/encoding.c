#include <criterion/criterion.h>
#include <iconv.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "random.h"

static const char simplified[] = "坚持党的全面领导，把握新的形势和任务，推动各项工作再上新台阶。认真组织学习，每月安排一次集中研讨；"
	"完善制度，压实责任，加强监督检查，及时报告进展。抓好队伍建设，选派年轻干部到一线锻炼。办公室牵头，各股室配合，十二月底前完成。";
static const char traditional[] = "堅持黨的全面領導，把握新的形勢和任務，推動各項工作再上新臺階。認真組織學習，每月安排一次集中研討；"
	"完善制度，壓實責任，加強監督檢查，及時報告進展。抓好隊伍建設，選派年輕幹部到一線鍛鍊。辦公室牽頭，各股室配合，十二月底前完成。";
static const char korean[] = "각 부서는 올해 사업 계획을 다음과 같이 세우고 책임자를 정하여 기한 안에 실시한다. "
	"첫째, 직원 교육을 해마다 네 번 열어 자료를 함께 읽고 의견을 나눈다. 둘째, 업무 절차를 고쳐 이용자의 불편을 줄인다.";
static const char japanese[] = "各課は、今年度の業務計画を次のとおり定め、担当者を決めて期限までに実施すること。"
	"職員の研修を年に四回行い、資料を読んで意見を交わす。データベースの整備を進め、利用者の声をもとに手続きを改める。";
/* Names of people and places with characters of level 2, of GBK's own and of four bytes, between few others. */
static const char rare[] = "何喆,李堃,王珺,张琎,赵垚,刘翀,陈玥,周煊,吴旸,郑曌,冯骉,蒋翊,沈昶,韩赟,杨淼,朱镕基,秦㛃,尤䶮,许晟,何祎,吕珩,施玚,张頔,孔燊,曹旻,"
	"鄌郚镇,浐灞区,滹沱河,瀍河区,亳州市,郴州市,衢州市,儋州市,歙县,黟县,盱眙县,枞阳县,邛崃市,犍为县,筠连县,珙县,甪直镇";

/* Appends `characters` of the UTF-8 text from the `first` on, in an encoding; those that it has not are left out. */
static void encoded(struct buf *out, const char *text, size_t first, size_t characters, const char *encoding)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	cr_assert(converter != (iconv_t)-1, "%s", encoding);
	size_t at = 0, len = strlen(text);
	for (size_t i = 0; i < first + characters && at < len; i++) {
		size_t step = utf8_prefix(text + at, len - at, 1), left = step, room = 8;
		char bytes[8], *to = bytes, *from = (char *)text + at;
		if (i >= first && iconv(converter, &from, &left, &to, &room) != (size_t)-1)
			buf_add(out, bytes, (size_t)(to - bytes));
		at += step;
	}
	iconv_close(converter);
}

/* Seeded excerpts of `least` to 3 × `least` characters: what each is taken for. */
static void expect_excerpts(const char *text, const char *encoding, size_t least, const char *name)
{
	enum { EXCERPTS = 300 };
	unsigned state = 7;
	size_t all = utf8_count(text, strlen(text));
	for (int i = 0; i < EXCERPTS; i++) {
		size_t count = least + next_random(&state) % (2 * least), first = next_random(&state) % (all - least);
		if (name && first + count > all)
			first = count < all ? all - count : 0;
		struct buf bytes = BUF_INIT;
		encoded(&bytes, text, first, count, encoding);
		const char *other = NULL;
		enum encoding_doubt doubt = encoding_weigh(buf_str(&bytes), &other);
		cr_assert_eq(doubt, name ? ENCODING_OTHER : ENCODING_SURE, "%s, %zu characters from %zu: %d %s", encoding, count, first, doubt, other ? other : "");
		cr_assert(!name || strcmp(other, name) == 0, "%s is taken for %s", name, other);
		buf_free(&bytes);
	}
}

Test(base_encoding, chinese_in_gb18030_is_sure_simplified_or_not_short_or_not_with_rare_names)
{
	for (size_t least = 1; least < 60; least += 3) {
		expect_excerpts(simplified, "GB18030", least, NULL);
		expect_excerpts(simplified, "GB2312", least, NULL);
		expect_excerpts(traditional, "GB18030", least, NULL);
		expect_excerpts(rare, "GB18030", least, NULL);
	}
}

Test(base_encoding, other_encodings_of_the_neighbours_are_known)
{
	for (size_t least = 20; least < 60; least += 5) {
		expect_excerpts(traditional, "BIG5", least, "Big5");
		expect_excerpts(traditional, "BIG5-HKSCS", least, "Big5");
		expect_excerpts(japanese, "SHIFT_JIS", least, "Shift-JIS");
	}
	expect_excerpts(japanese, "EUC-JP", 45, "EUC-JP");
	expect_excerpts(korean, "EUC-KR", 60, "EUC-KR");
	expect_excerpts(korean, "UHC", 60, "EUC-KR");
}

Test(base_encoding, text_of_no_known_encoding_is_strange)
{
	struct buf bytes = BUF_INIT;
	for (int lead = 0xE0; lead < 0xF8; lead++)
		buf_printf(&bytes, "%c%c", lead, 0xE0 + lead % 16);
	const char *name;
	cr_assert_eq(encoding_weigh(buf_str(&bytes), &name), ENCODING_STRANGE);
	buf_free(&bytes);
}

Test(base_encoding, wide_text_is_known_with_and_without_its_mark)
{
	static const char *const wide[][2] = { { "UTF-16", "UTF-16 text" }, { "UTF-16LE", "UTF-16 text" }, { "UTF-16BE", "UTF-16 text" },
					       { "UTF-32", "UTF-32 text" }, { "UTF-32LE", "UTF-32 text" }, { "UTF-32BE", "UTF-32 text" } };
	static const char *const texts[] = { simplified, traditional, japanese, "title: plan 2026\n\n# a\n" };
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
			struct buf bytes = BUF_INIT;
			iconv_t converter = iconv_open(wide[i][0], "UTF-8");
			char room[4096], *to = room, *from = (char *)texts[j];
			size_t left = strlen(texts[j]), free = sizeof room;
			cr_assert_neq(iconv(converter, &from, &left, &to, &free), (size_t)-1);
			iconv_close(converter);
			buf_add(&bytes, room, (size_t)(to - room));
			cr_assert_str_eq(encoding_kind(buf_str(&bytes)), wide[i][1], "%s of text %zu", wide[i][0], j);
			buf_free(&bytes);
		}
	for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
		struct buf bytes = BUF_INIT;
		encoded(&bytes, texts[j], 0, 1000, "GB18030");
		cr_assert_null(encoding_kind(buf_str(&bytes)));
		cr_assert_null(encoding_kind(str_of(texts[j])));
		buf_free(&bytes);
	}
}
