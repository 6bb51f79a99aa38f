/**
 * Assembles the content of the container images as directories. {@code mvn package} runs it, the
 * Dockerfile copies the directories, and they also run without a container.
 */
package dev.imageclassifier.packaging;
