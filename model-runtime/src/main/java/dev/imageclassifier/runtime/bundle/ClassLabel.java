package dev.imageclassifier.runtime.bundle;

/**
 * One line of {@code synset.txt}.
 *
 * @param wnid WordNet id such as {@code n02123045}; null if the line has none
 * @param label the first name of the class, the part before the comma
 * @param names all names, as in the file
 */
public record ClassLabel(String wnid, String label, String names) {}
