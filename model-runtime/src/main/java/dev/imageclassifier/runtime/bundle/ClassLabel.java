package dev.imageclassifier.runtime.bundle;

/**
 * One line of {@code synset.txt}.
 *
 * @param wnid WordNet id such as {@code n02123045}; null where the line states none
 * @param label the first name of the class, the part before the comma
 * @param names all names, as the line has them
 */
public record ClassLabel(String wnid, String label, String names) {}
