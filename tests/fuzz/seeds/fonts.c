/* Seeds for the fuzzers of fonts: fonts FOLDER FILE… cuts each font file down to a few characters with all its tables, into FOLDER/font
 * (behind the byte that chooses the face), and its CFF table into FOLDER/cff. No font is committed, so those installed serve. */
#include <hb-subset.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void write_seed(const char *folder, const char *kind, const char *font, const char *head, hb_blob_t *blob)
{
	char path[4096];
	unsigned size;
	const char *data = hb_blob_get_data(blob, &size);
	const char *name = strrchr(font, '/') ? strrchr(font, '/') + 1 : font;
	snprintf(path, sizeof path, "%s/%s/%s", folder, kind, name);
	FILE *file = fopen(path, "wb");
	if (!file || fputs(head, file) < 0 || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		exit(1);
}

static hb_face_t *cut_down(hb_face_t *face)
{
	static const char text[] = "主线以为高质「」，。……——Afi1%";
	hb_buffer_t *buffer = hb_buffer_create();
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_buffer_add_utf8(buffer, text, -1, 0, -1);
	unsigned count;
	const hb_glyph_info_t *characters = hb_buffer_get_glyph_infos(buffer, &count);
	for (unsigned i = 0; input && i < count; i++)
		hb_set_add(hb_subset_input_unicode_set(input), characters[i].codepoint);
	hb_face_t *subset = input ? hb_subset_or_fail(face, input) : NULL;
	hb_subset_input_destroy(input);
	hb_buffer_destroy(buffer);
	return subset;
}

static void make_seeds(const char *folder, const char *font)
{
	hb_blob_t *blob = hb_blob_create_from_file(font);
	hb_face_t *face = hb_face_create(blob, 0), *subset = cut_down(face);
	if (subset) {
		hb_blob_t *whole = hb_face_reference_blob(subset), *cff = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
		write_seed(folder, "font", font, "0", whole);
		if (hb_blob_get_length(cff))
			write_seed(folder, "cff", font, "", cff);
		hb_blob_destroy(whole);
		hb_blob_destroy(cff);
	}
	hb_face_destroy(subset);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

int main(int argc, char **argv)
{
	for (int i = 2; i < argc; i++)
		make_seeds(argv[1], argv[i]);
	return argc < 3;
}
