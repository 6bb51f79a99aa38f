package dev.imageclassifier.runtime.bundle;

/**
 * One line of {@code synset.txt}.
 *
 * @param wnid WordNet id such as {@code n02123045}; null if the line has none
 * @param label first name of the class, up to the comma
 * @param names all names, as in the line
 */
public record ClassLabel(String wnid, String label, String names) {}
