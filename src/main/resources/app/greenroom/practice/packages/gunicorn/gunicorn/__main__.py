from gunicorn.app import main

main()
