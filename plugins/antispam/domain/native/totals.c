/* The totals of a text's weights, as totals.py works them out, and how many of its neighbours are unusual (pairs.py). */
#include "native.h"

/* What a character is, by the patterns of features.py; in the order of totals.py. */
enum { STRAY = 1, DIGIT = 2, HANZI = 4, LETTER = 8, OTHER = 16, SAID = 32, STICKER = 64, NAMED = 128 };
enum { BEGIN = 2, BETWEEN, A_HANZI = 5, A_WORD, A_DIGIT, A_SIGN };
enum { KEYCAP = 0x20E3, PAIR_BITS = 21 };
enum { LONGEST = 300, LONGEST_READ = 6000, LONGEST_SHAPE = 120, STUCK = 3, PRODUCT_BITS = 40 };
enum { LINE = LONGEST + LONGEST_SHAPE + 3, ALONE = 2 * LONGEST, MOST = 2 * LINE + ALONE, PLACES = 4096 };

/* What stays the same from text to text; totals.py makes them. */
struct weighing {
    const uint8_t *weights; /* of each bucket a byte for spam and one for abuse: 2 << bits bytes */
    const uint8_t *kinds;   /* of each character below KNOWN what it is */
    const uint16_t *heard;  /* of each character below HEARD how it sounds */
    uint64_t factors[4];
    long bits;
    long inserted; /* signs for each hundred characters, above which they are taken for inserted ones */
};

struct views {
    uint32_t line[LINE], alone[ALONE];
    int lines, alones;
};

struct buckets {
    uint32_t places[PLACES]; /* a hash table: 0, or one more than a bucket */
    uint32_t distinct[MOST]; /* in order of their first */
    uint32_t mask;
    int count;
};

/* A mark for a run of hanzi, letters or rare signs, and one to four for digits by their number. */
static int shape(const struct weighing *by, const uint32_t *text, int size, uint32_t *marks) {
    int count = 0;
    for (int i = 0, end; i < size && count < LONGEST_SHAPE; i = end) {
        int kind = by->kinds[text[i]] & (HANZI | LETTER | DIGIT | OTHER), times = 1;
        for (end = i + 1; kind && end < size && by->kinds[text[end]] & kind; end++) {}
        if (kind == DIGIT) times = end - i > 9 ? 4 : (end - i + 2) / 3;
        uint32_t mark = kind == HANZI ? A_HANZI : kind == LETTER ? A_WORD : kind == DIGIT ? A_DIGIT : A_SIGN;
        while (times-- && count < LONGEST_SHAPE) marks[count++] = kind ? mark : text[i];
    }
    return count;
}

/* Whether a text has so many pictures, or characters beyond what is known, that it takes more thought. */
static int is_unusual(const struct weighing *by, PyObject *original) {
    const int form = PyUnicode_KIND(original), size = (int)PyUnicode_GET_LENGTH(original);
    const void *data = PyUnicode_DATA(original);
    int stickers = 0;
    for (int i = 0; i < size; i++) {
        Py_UCS4 sign = PyUnicode_READ(form, data, i);
        if (sign >= KNOWN) return 1;
        stickers += sign == KEYCAP || by->kinds[sign] & STICKER;
    }
    return stickers >= STUCK;
}

/* Leaves one of each letter or hanzi that is written three times in a row and more. */
static int squeeze(const struct weighing *by, uint32_t *text, int size) {
    int count = 0;
    for (int i = 0, end; i < size; i = end) {
        for (end = i + 1; end < size && text[end] == text[i]; end++) {}
        int times = end - i > 2 && by->kinds[text[i]] & NAMED ? 1 : end - i;
        uint32_t character = text[i];
        while (times--) text[count++] = character;
    }
    return count;
}

/* Copies a text of so many characters; 0 where one of them is unknown. */
static int copied(PyObject *text, int size, uint32_t *characters) {
    if (!PyUnicode_AsUCS4(text, characters, LONGEST, 0)) return 0;
    for (int i = 0; i < size; i++)
        if (characters[i] >= KNOWN) return 0;
    return 1;
}

/* The views of features.py; 0 for a text that takes more thought. */
static int view(const struct weighing *by, PyObject *const *texts, struct views *views) {
    uint32_t written[LONGEST], kept[LONGEST];
    const Py_ssize_t all = PyUnicode_GET_LENGTH(texts[0]), most = PyUnicode_GET_LENGTH(texts[1]);
    const Py_ssize_t least = PyUnicode_GET_LENGTH(texts[2]);
    if (all > LONGEST_READ || most > LONGEST || least > LONGEST) return 0;
    const int compact = (int)least, limit = compact + (int)(by->inserted * compact / 100);
    int folded = (int)most;
    if (is_unusual(by, texts[0]) || !copied(texts[1], folded, written) || !copied(texts[2], compact, kept)) return 0;
    if (folded > limit) folded = squeeze(by, written, folded);
    const int inserted = folded > limit; /* what was said then stands for what was written */
    if (inserted) folded = 0;
    uint32_t *line = views->line, *alone = views->alone;
    *line++ = BEGIN;
    for (int i = 0; i < compact; i++) {
        if (by->kinds[kept[i]] & STRAY) continue;
        uint32_t sign = by->kinds[kept[i]] & DIGIT ? '0' : kept[i];
        if (inserted) written[folded++] = kept[i];
        *alone++ = sign;
        *line++ = by->heard[sign & (HEARD - 1)];
    }
    *line++ = BETWEEN;
    line += shape(by, written, folded, line);
    *line++ = BETWEEN;
    for (int i = 0; i < folded; i++)
        if (!(by->kinds[written[i]] & SAID)) *alone++ = written[i];
    views->lines = (int)(line - views->line);
    views->alones = (int)(alone - views->alone);
    return 1;
}

static void note(struct buckets *seen, uint64_t bucket) {
    uint32_t mark = (uint32_t)bucket + 1;
    uint32_t at = mark * 0x9E3779B1u >> 16 & seen->mask;
    for (; seen->places[at]; at = (at + 1) & seen->mask)
        if (seen->places[at] == mark) return;
    seen->places[at] = mark;
    seen->distinct[seen->count++] = (uint32_t)bucket;
}

static void hash(const struct weighing *by, const struct views *views, struct buckets *seen) {
    const uint64_t *factor = by->factors, kept = ((uint64_t)1 << by->bits) - 1;
    const uint32_t *line = views->line;
    const int shift = PRODUCT_BITS - by->bits, most = 2 * views->lines + views->alones;
    for (seen->mask = 63; seen->mask < 2u * (unsigned)most && seen->mask < PLACES - 1;) seen->mask = 2 * seen->mask + 1;
    memset(seen->places, 0, (seen->mask + 1) * sizeof *seen->places);
    seen->count = 0;
    for (int i = 0; i + 1 < views->lines; i++) {
        uint64_t pair = line[i] * factor[0] + line[i + 1] * factor[1];
        note(seen, pair >> shift & kept);
        if (i + 2 < views->lines) note(seen, (pair + line[i + 2] * factor[2]) >> (shift - 1) & kept);
    }
    for (int i = 0; i < views->alones; i++) note(seen, views->alone[i] * factor[3] >> (shift - 2) & kept);
}

/* The tables of totals.py; 0, with an exception set, where they are none. */
static int read_tables(PyObject *tables, struct weighing *by) {
    if (!PyTuple_CheckExact(tables) || PyTuple_GET_SIZE(tables) != 6) {
        PyErr_SetString(PyExc_TypeError, "six tables are needed");
        return 0;
    }
    by->bits = PyLong_AsLong(PyTuple_GET_ITEM(tables, 4));
    by->inserted = PyLong_AsLong(PyTuple_GET_ITEM(tables, 5));
    if (PyErr_Occurred()) return 0;
    if (by->bits < 8 || by->bits > 24 || by->inserted < 0 || by->inserted > 1000) {
        PyErr_SetString(PyExc_ValueError, "the number of bits or of signs is out of bounds");
        return 0;
    }
    const void *factors = table(PyTuple_GET_ITEM(tables, 3), sizeof by->factors);
    if (!factors) return 0;
    memcpy(by->factors, factors, sizeof by->factors);
    return (by->weights = table(PyTuple_GET_ITEM(tables, 0), (Py_ssize_t)2 << by->bits)) &&
           (by->kinds = table(PyTuple_GET_ITEM(tables, 1), KNOWN)) &&
           (by->heard = table(PyTuple_GET_ITEM(tables, 2), 2 * HEARD));
}

PyObject *native_totals(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    struct weighing by;
    struct views views;
    struct buckets seen;
    if (count != 4) return PyErr_SetString(PyExc_TypeError, "tables and three texts are needed"), NULL;
    if (!are_texts(arguments + 1, 3) || !read_tables(arguments[0], &by)) return NULL;
    if (!view(&by, arguments + 1, &views)) {
        if (PyErr_Occurred()) return NULL;
        Py_RETURN_NONE;
    }
    hash(&by, &views, &seen);
    long spam = 0, abuse = 0;
    for (int i = 0; i < seen.count; i++) {
        spam += by.weights[2 * seen.distinct[i]];
        abuse += by.weights[2 * seen.distinct[i] + 1];
    }
    return Py_BuildValue("(ill)", seen.count, spam, abuse);
}

PyObject *native_neighbours(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    if (count != 2) return PyErr_SetString(PyExc_TypeError, "a table of pairs and a text are needed"), NULL;
    const uint8_t *usual = table(arguments[0], 1 << (PAIR_BITS - 3));
    if (!usual || !are_texts(arguments + 1, 1)) return NULL;
    const int form = PyUnicode_KIND(arguments[1]);
    const void *data = PyUnicode_DATA(arguments[1]);
    long pairs = 0, strange = 0;
    for (Py_ssize_t i = 1; i < PyUnicode_GET_LENGTH(arguments[1]); i++) {
        uint64_t left = PyUnicode_READ(form, data, i - 1), right = PyUnicode_READ(form, data, i);
        if (left < FIRST_HANZI || left > LAST_HANZI || right < FIRST_HANZI || right > LAST_HANZI) continue;
        uint64_t place = (left << 16 | right) * 0x9E3779B97F4A7C15u >> 24 & ((1 << PAIR_BITS) - 1);
        pairs++, strange += !(usual[place >> 3] >> (place & 7) & 1);
    }
    return Py_BuildValue("(ll)", pairs, strange);
}
