/**
 * What is in a container image, as a directory that runs anywhere: built by {@code mvn package},
 * copied by the Dockerfile, and started as it is where there is no container.
 */
package dev.imageclassifier.packaging;
