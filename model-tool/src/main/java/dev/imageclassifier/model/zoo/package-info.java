/**
 * DJL's model zoo, through DJL's own repository API: the only place of the project that downloads
 * anything, and only when {@code model pull} asks for it.
 */
package dev.imageclassifier.model.zoo;
