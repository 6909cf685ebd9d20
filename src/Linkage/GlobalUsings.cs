global using Bluelamp.Linkage.Cleaning;
global using Bluelamp.Linkage.Text;
