package bad;

import compiled.Base;
import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface UnnamedParameter extends Base {}
