"""The settings of a site, read from the module named by DJANGO_SETTINGS_MODULE at first use."""
import importlib
import os


class Settings:
    def __getattr__(self, name):
        module = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
        try:
            value = getattr(module, name)
        except AttributeError:
            raise AttributeError("there is no setting " + name) from None
        setattr(self, name, value)
        return value


settings = Settings()
