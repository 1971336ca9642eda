/* The ordinary way of normalise.py: one table pass, and what separates characters left out; and how a text sounds. */
#include "native.h"

enum { LONGEST = 400 };
enum { SEPARATES = 1, NUMERAL = 2, NUMBERED = 4 }; /* kinds of characters in onepass.py; others are only handed on */
enum { RUNS = 128, MOVED = 256, SPELT = 512, SPELT_LENGTH = 6 }; /* kinds of texts */
enum { DROPPED = 0x110000, UNKNOWN }; /* in a table of folds, beside the characters below KNOWN */

/* Whether the last characters are three of one, or three hanzi each of which is written twice. */
static int end_in_runs(const uint32_t *kept, int count) {
    const uint32_t *last = kept + count - 1;
    if (count >= 3 && last[-1] == last[0] && last[-2] == last[0]) return 1;
    if (count < 6) return 0;
    for (int i = 0; i < 6; i += 2)
        if (last[-i] != last[-i - 1] || last[-i] < FIRST_HANZI || last[-i] > LAST_HANZI) return 0;
    return 1;
}

/* Keeps of `folded` what does not separate; answers how much, and in `seen` which kinds of characters there are. */
static int loosen(const uint8_t *kinds, const uint32_t *folded, int size, uint32_t *kept, unsigned *seen) {
    int count = 0, numerals = 0;
    for (int i = 0; i < size; i++) {
        unsigned kind = kinds[folded[i]];
        *seen |= kind & ~(SEPARATES | NUMERAL | NUMBERED);
        numerals = kind & NUMERAL ? numerals + 1 : 0;
        if (numerals == SPELT_LENGTH) *seen |= SPELT;
        if (kind & SEPARATES) continue;
        kept[count++] = folded[i];
        if (count > 1 && kept[count - 2] == folded[i] && !(kind & NUMBERED) && end_in_runs(kept, count)) *seen |= RUNS;
    }
    return count;
}

/* A string of these characters: `same` where it has as many and they are known to be equal to it. */
static PyObject *string(const uint32_t *characters, int size, PyObject *same, int equal) {
    if (!equal || PyUnicode_GET_LENGTH(same) != size) return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, characters, size);
    Py_INCREF(same);
    return same;
}

static PyObject *answer(PyObject *folded, PyObject *compact, unsigned seen) {
    PyObject *answer = folded && compact ? PyTuple_New(3) : NULL, *kinds = answer ? PyLong_FromLong(seen) : NULL;
    if (!kinds) {
        Py_XDECREF(folded), Py_XDECREF(compact), Py_XDECREF(answer);
        return NULL;
    }
    PyTuple_SET_ITEM(answer, 0, folded), PyTuple_SET_ITEM(answer, 1, compact), PyTuple_SET_ITEM(answer, 2, kinds);
    return answer;
}

PyObject *native_fold(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    uint32_t folded[LONGEST], kept[LONGEST];
    if (count != 3) return PyErr_SetString(PyExc_TypeError, "folds, kinds and a text are needed"), NULL;
    const uint32_t *folds = table(arguments[0], 4 * KNOWN);
    const uint8_t *kinds = table(arguments[1], KNOWN);
    if (!folds || !kinds || !are_texts(arguments + 2, 1)) return NULL;
    PyObject *text = arguments[2];
    const int form = PyUnicode_KIND(text), size = (int)Py_MIN(PyUnicode_GET_LENGTH(text), LONGEST + 1);
    const void *data = PyUnicode_DATA(text);
    if (size > LONGEST) Py_RETURN_NONE;
    int equal = 1, written = 0;
    folded[0] = 0;
    for (int i = 0; i < size; i++) {
        Py_UCS4 character = PyUnicode_READ(form, data, i);
        uint32_t fold = character < KNOWN ? folds[character] : UNKNOWN;
        if (fold >= KNOWN && fold != DROPPED) Py_RETURN_NONE;
        equal &= fold == character;
        if (fold != DROPPED) folded[written++] = fold;
    }
    unsigned seen = written < size ? MOVED : 0;
    int loose = loosen(kinds, folded, written, kept, &seen);
    PyObject *first = string(folded, written, text, equal);
    return answer(first, first ? string(kept, loose, first, 1) : NULL, seen);
}

PyObject *native_loosen(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    uint32_t folded[LONGEST], kept[LONGEST];
    if (count != 2) return PyErr_SetString(PyExc_TypeError, "kinds and a text are needed"), NULL;
    const uint8_t *kinds = table(arguments[0], KNOWN);
    if (!kinds || !are_texts(arguments + 1, 1)) return NULL;
    PyObject *text = arguments[1];
    const int size = (int)Py_MIN(PyUnicode_GET_LENGTH(text), LONGEST + 1);
    if (size > LONGEST) Py_RETURN_NONE;
    if (!PyUnicode_AsUCS4(text, folded, LONGEST, 0)) return NULL;
    for (int i = 0; i < size; i++)
        if (folded[i] >= KNOWN) Py_RETURN_NONE;
    unsigned seen = 0;
    int loose = loosen(kinds, folded, size, kept, &seen);
    Py_INCREF(text);
    return answer(text, string(kept, loose, text, 1), seen);
}

PyObject *native_kept(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    if (count != 2) return PyErr_SetString(PyExc_TypeError, "kinds and a text are needed"), NULL;
    const uint8_t *kinds = table(arguments[0], KNOWN);
    if (!kinds || !are_texts(arguments + 1, 1)) return NULL;
    const int form = PyUnicode_KIND(arguments[1]);
    const void *data = PyUnicode_DATA(arguments[1]);
    const Py_ssize_t size = PyUnicode_GET_LENGTH(arguments[1]);
    Py_ssize_t kept = 0, at = 0;
    for (Py_ssize_t i = 0; i < size; i++) {
        Py_UCS4 character = PyUnicode_READ(form, data, i);
        if (character >= KNOWN) Py_RETURN_NONE;
        kept += !(kinds[character] & SEPARATES);
    }
    PyObject *places = PyList_New(kept);
    for (Py_ssize_t i = 0; places && at < kept; i++) {
        if (kinds[PyUnicode_READ(form, data, i)] & SEPARATES) continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place) Py_CLEAR(places);
        else PyList_SET_ITEM(places, at++, place);
    }
    return places;
}

PyObject *native_sound(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    uint32_t characters[LONGEST];
    if (count != 2) return PyErr_SetString(PyExc_TypeError, "sounds and a text are needed"), NULL;
    const uint16_t *sounds = table(arguments[0], 2 * HEARD);
    if (!sounds || !are_texts(arguments + 1, 1)) return NULL;
    const int size = (int)Py_MIN(PyUnicode_GET_LENGTH(arguments[1]), LONGEST + 1);
    if (size > LONGEST) Py_RETURN_NONE;
    if (!PyUnicode_AsUCS4(arguments[1], characters, LONGEST, 0)) return NULL;
    for (int i = 0; i < size; i++)
        if (characters[i] < HEARD) characters[i] = sounds[characters[i]];
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, characters, size);
}
