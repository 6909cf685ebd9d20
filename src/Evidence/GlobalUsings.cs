global using Bluelamp.Kernel;
